/** Reads what docker/ says: the stages of the Dockerfile, the services of a compose file, the build context. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { DockerfileParser } from 'dockerfile-ast';
import { parse as parseYaml } from 'yaml';
import { repoRoot } from '../../../scripts/lib/paths.mjs';

export const dockerFolder = join(repoRoot, 'docker');
export const DOCKERFILE = join(dockerFolder, 'Dockerfile');
export const sandboxFolder = join(repoRoot, 'sandbox');
export const COMPOSE_FILES = ['compose.yaml', 'compose.queue.yaml'];

const VARIABLE = /\$\{(\w+)(?:(:-|:\?)([^}]*))?\}|\$(\w+)/g;

/**
 * `${NAME}`, `${NAME:-default}` and `${NAME:?message}`, as Docker and Compose read them.
 * @param {string} text
 * @param {Record<string, string | undefined>} values
 */
export function interpolate(text, values) {
	return text.replace(VARIABLE, (_, name, sign, rest, bare) => {
		const value = values[name ?? bare];
		if (value || !sign) return value ?? '';
		if (sign === ':?') throw new Error(`${name} ${rest}`);
		return rest;
	});
}

/** @typedef {{ keyword: string, flags: Record<string, string>, words: string[], raw: string }} Instruction */
/** @typedef {{ name: string, from: string, instructions: Instruction[] }} Stage */

/** @param {import('dockerfile-ast').Instruction} instruction @returns {Instruction} */
function plain(instruction) {
	const one = /** @type {any} */ (instruction);
	const flags = one.getFlags?.() ?? [];
	const raw = (instruction.getRawArgumentsContent() ?? '').replace(/\\\n\s*/g, '');
	const json = /^\[/.test(raw) && /^(ENTRYPOINT|CMD)$/i.test(instruction.getKeyword());
	return {
		keyword: instruction.getKeyword().toUpperCase(),
		flags: Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue()])),
		words: json ? JSON.parse(raw) : instruction.getArguments().map((word) => word.getValue()),
		raw,
	};
}

/**
 * The stages in their order; variables of FROM and COPY are put in.
 * @param {string} text of a Dockerfile
 * @param {Record<string, string>} [given] build arguments
 * @returns {Stage[]}
 */
export function readStages(text, given = {}) {
	const values = { ...given };
	/** @type {Stage[]} */
	const stages = [];
	for (const one of DockerfileParser.parse(text).getInstructions().map(plain)) {
		if (one.keyword === 'ARG') {
			const [name, value] = one.words[0].split('=');
			values[name] ??= value;
		} else if (one.keyword === 'FROM') {
			const [from, as, name] = one.words.map((word) => interpolate(word, values));
			stages.push({ from, name: as ? name : from, instructions: [] });
		} else {
			const words =
				one.keyword === 'COPY' ? one.words.map((word) => interpolate(word, values)) : one.words;
			stages.at(-1)?.instructions.push({ ...one, words });
		}
	}
	return stages;
}

/** @param {unknown} value @param {Record<string, string | undefined>} env @returns {any} */
function fill(value, env) {
	if (typeof value === 'string') return interpolate(value, env);
	if (Array.isArray(value)) return value.map((one) => fill(one, env));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, env)]));
}

/** A compose file as it stands. @param {string} name */
export const readCompose = (name) =>
	parseYaml(readFileSync(join(dockerFolder, name), 'utf8'), { merge: true });

/**
 * A compose file with the settings of docker/.env put in.
 * @param {string} name
 * @param {Record<string, string | undefined>} env
 */
export function composeWith(name, env) {
	const compose = fill(readCompose(name), env);
	for (const service of Object.values(compose.services)) {
		const named = Object.entries(service.environment ?? {}).map(([key, value]) => [
			key,
			value ?? env[key],
		]);
		service.environment = Object.fromEntries(named.filter(([, value]) => value !== undefined));
	}
	return compose;
}

/** What a user has after copying .env.example and filling in the lines without a value. */
export function exampleEnv() {
	const example = parseEnv(readFileSync(join(dockerFolder, '.env.example'), 'utf8'));
	const filled = Object.entries(example).map(([key, value]) => [key, value || `made-up-${key}`]);
	return Object.fromEntries(filled);
}

/** @param {string} pattern of .dockerignore: one without a leading slash */
const patternOf = (pattern) =>
	new RegExp(`^${pattern.replace(/[.+^$()|]/g, '\\$&').replace(/\*/g, '[^/]*')}(/|$)`);

/**
 * The files that Docker sends to the builder, as paths below the repository.
 * @param {string} [root]
 */
export function contextFiles(root = repoRoot) {
	const lines = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
	const rules = lines
		.filter((line) => line && !line.startsWith('#'))
		.map((line) => ({ keep: line.startsWith('!'), text: line.replace(/^!/, '') }))
		.map((rule) => ({ ...rule, pattern: patternOf(rule.text) }));
	const kept = (/** @type {string} */ path) =>
		rules.findLast(({ pattern }) => pattern.test(path))?.keep ?? true;
	const leadsToKept = (/** @type {string} */ path) =>
		rules.some(({ keep, text }) => keep && text.startsWith(`${path}/`));
	/** @param {string} folder @returns {string[]} */
	const under = (folder) =>
		readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
			const path = folder ? `${folder}/${entry.name}` : entry.name;
			if (!entry.isDirectory()) return kept(path) ? [path] : [];
			return kept(path) || leadsToKept(path) ? under(path) : [];
		});
	return under('');
}
