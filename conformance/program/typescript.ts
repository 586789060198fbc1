export const typescriptProgram = (_k: unknown): string => "";
