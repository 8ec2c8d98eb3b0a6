/** The groups of benchmarks, in the order in which they run. */
import { many } from '../groups/many.mjs';

/**
 * @typedef {object} Asked what a group is handed
 * @property {(stop: () => unknown) => void} defer
 * @property {boolean} quick
 *
 * @typedef {object} Group
 * @property {string} id a letter, by which it is chosen
 * @property {string} title
 * @property {(asked: { quick: boolean }) => import('./stats.mjs').Measure[]} measures
 * @property {(asked: Asked) => Promise<import('./stats.mjs').Sample[]>} run
 */

/** @type {Group[]} */
export const groups = [many];
