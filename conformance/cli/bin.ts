#!/usr/bin/env node
import { main } from "./main.ts";
import { processOutput } from "./output.ts";

async function run(): Promise<void> {
  // A reader that goes away (`| head`) ends the program quietly, as it ends other tools.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2), processOutput());
}

void run();
