#!/usr/bin/env node
import { main } from "./main.ts";
import { outliveReaders, processOutput } from "./output.ts";

async function run(): Promise<void> {
  outliveReaders(process);
  process.exitCode = await main(process.argv.slice(2), processOutput());
}

void run();
