/**
 * What an older n8n cannot do, for a reason of its own: these tests are left out there, and docs/install.md says so.
 * Nothing else is left out on any version.
 */
import { compareVersions } from '../../scripts/lib/n8n-dialect.mjs';

/**
 * @typedef {object} Difference
 * @property {string} before the first n8n that can
 * @property {string} suite a part of the name of its file
 * @property {string} test its whole name
 * @property {string} reason
 */

/** @type {Difference[]} */
export const DIFFERENCES = [];

/** Those of a version, in one suite. @param {string} version @param {string} suite */
export const differencesOf = (version, suite) =>
	DIFFERENCES.filter((one) => one.suite === suite && compareVersions(version, one.before) < 0);
