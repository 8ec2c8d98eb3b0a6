import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './cases/case.cjs';

const folder = join(__dirname, 'cases');

/** The cases of every operation, one file per resource. */
export const cases: readonly Case[] = readdirSync(folder)
	.filter((file) => file.endsWith('.cts') && file !== 'case.cts')
	.sort()
	.flatMap((file) => (require(join(folder, file)) as { cases: Case[] }).cases);
