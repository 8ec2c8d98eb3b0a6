/** The groups of benchmarks, in the order in which they run. */
import { inside } from '../groups/inside.mjs';
import { limits } from '../groups/limits.mjs';
import { many } from '../groups/many.mjs';
import { packaged } from '../groups/package.mjs';
import { rows } from '../groups/rows.mjs';
import { trigger } from '../groups/trigger.mjs';

/**
 * @typedef {object} Asked what a group is handed
 * @property {(stop: () => unknown) => void} defer
 * @property {boolean} quick
 * @property {string} [tarball] the package to be measured, if not this clone's
 *
 * @typedef {object} Group
 * @property {string} id a letter, by which it is chosen
 * @property {string} title
 * @property {(asked: { quick: boolean }) => import('./stats.mjs').Measure[]} measures
 * @property {(asked: Asked) => Promise<import('./stats.mjs').Sample[]>} run
 */

/** @type {Group[]} */
export const groups = [many, rows, trigger, limits, packaged, inside];
