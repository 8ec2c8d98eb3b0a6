/** Interleaved rounds: each contestant once a round, and who comes first changes. */
import { say } from '../../scripts/lib/progress.mjs';
import { figureText } from './figures.mjs';

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {number} rounds
 * @property {Record<string, (round: number) => Promise<Record<string, number>>>} contestants
 *   each runs once and answers with its figures
 */

/**
 * @param {Case} one
 * @returns {Promise<import('./stats.mjs').Sample[]>}
 */
export async function runRounds({ name, rounds, contestants }) {
	const samples = [];
	const names = Object.keys(contestants);
	for (let round = 0; round < rounds; round++) {
		const first = round % names.length;
		for (const contestant of [...names.slice(first), ...names.slice(0, first)]) {
			const figures = await contestants[contestant](round);
			const told = Object.entries(figures).map(
				([key, value]) => `${key} ${figureText(key, value)}`,
			);
			say(`  ${name}, round ${round + 1}, ${contestant}: ${told.join(', ')}`);
			samples.push({ case: name, contestant, round, figures });
		}
	}
	return samples;
}
