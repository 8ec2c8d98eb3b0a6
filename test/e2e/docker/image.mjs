/**
 * Builds the images of docker/ and sandbox/ without Docker: each stage is a folder with what it adds to
 * its base image. What the base images hold is known from n8n's and Node's own Dockerfiles.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { node24Env, repoRoot } from '../../../scripts/lib/paths.mjs';
import { run } from '../../../scripts/lib/run.mjs';
import { contextFiles, DOCKERFILE, readStages } from './files.mjs';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** @typedef {{ user: string, workdir: string, env: Record<string, string>, entrypoint: string[], cmd: string[] }} Config */
/** @typedef {Config & { base: string, root: string }} Image */

/** What is set in the images that ours begin with, by name without version. @type {Record<string, Config>} */
const BASES = {
	node: { user: 'root', workdir: '/', env: { PATH }, entrypoint: [], cmd: ['node'] },
	'n8nio/n8n': {
		user: 'node',
		workdir: '/home/node',
		env: {
			PATH,
			NODE_ENV: 'production',
			NODE_PATH: '/usr/local/lib/node_modules',
			SHELL: '/bin/sh',
		},
		entrypoint: ['tini', '--', '/docker-entrypoint.sh'],
		cmd: [],
	},
};

/** A new image on top of one that is not ours. @param {string} from @param {string} root @returns {Image} */
function baseImage(from, root) {
	const base = from.split(':')[0];
	if (!BASES[base]) throw new Error(`It is not known what the image ${from} holds`);
	return { base, root, ...structuredClone(BASES[base]) };
}

/**
 * @param {object} options
 * @param {string} options.target the stage
 * @param {string} [options.dockerfile]
 * @param {string} options.folder where the stages are built
 * @param {Record<string, string>} [options.args] build arguments
 * @param {string} [options.context] the folder that is built from
 * @returns {Promise<Image>}
 */
export async function buildImage({
	target,
	folder,
	dockerfile = DOCKERFILE,
	args = {},
	context = repoRoot,
}) {
	const stages = readStages(readFileSync(dockerfile, 'utf8'), args);
	/** @type {Map<string, Promise<Image>>} */
	const built = new Map();
	/** @param {string} name */
	const stageNamed = (name) => {
		const stage = stages.find((one) => one.name === name);
		if (!stage) return undefined;
		if (!built.has(name)) built.set(name, buildStage(stage));
		return built.get(name);
	};
	/** @param {import('./files.mjs').Stage} stage */
	async function buildStage({ name, from, instructions }) {
		const root = join(folder, name);
		mkdirSync(root, { recursive: true });
		const parent = await stageNamed(from);
		const image = parent ? { ...structuredClone(parent), root } : baseImage(from, root);
		if (parent) layOver(parent.root, root);
		for (const one of instructions) await DO[one.keyword](image, one, { context, stageNamed });
		return image;
	}
	const image = await stageNamed(target);
	if (!image) throw new Error(`The Dockerfile has no stage ${target}`);
	return image;
}

const inside = (/** @type {Image} */ { root, workdir }, /** @type {string} */ path) =>
	join(root, posix.resolve(workdir, path));

/** What each instruction does. @type {Record<string, (image: Image, one: import('./files.mjs').Instruction, at: any) => unknown>} */
const DO = {
	WORKDIR(image, { words }) {
		image.workdir = posix.resolve(image.workdir, words[0]);
		mkdirSync(inside(image, '.'), { recursive: true });
	},
	USER: (image, { words }) => (image.user = words[0]),
	EXPOSE: () => undefined,
	ENTRYPOINT(image, { words }) {
		image.entrypoint = words;
		image.cmd = [];
	},
	CMD: (image, { words }) => (image.cmd = words),
	async COPY(image, { words, flags }, { context, stageNamed }) {
		const target = words.at(-1) ?? '';
		const from = flags.from && (await stageNamed(flags.from));
		for (const source of words.slice(0, -1)) {
			if (from) copy(join(from.root, source), inside(image, target));
			else
				copyFromContext(
					context,
					source,
					inside(image, target),
					words.length > 2 || /\/$/.test(target),
				);
		}
		if (flags.chmod) chmodSync(inside(image, target), Number.parseInt(flags.chmod, 8));
	},
	async RUN(image, { raw }) {
		const cwd = inside(image, '.');
		// What `npm ci` brings is what this clone was set up with; for the sandbox it is little.
		if (/^npm ci /.test(raw) && !/--omit=dev/.test(raw))
			return symlinkSync(join(repoRoot, 'node_modules'), join(cwd, 'node_modules'));
		const env = { ...node24Env(), npm_config_prefer_offline: 'true' };
		await run('sh', ['-ec', raw], { cwd, env, what: `RUN ${raw}` });
	},
};

/** With modes, also of folders, which Node's own cpSync does not keep. @param {string} from @param {string} to */
export function copy(from, to) {
	mkdirSync(dirname(to), { recursive: true });
	execFileSync('cp', ['--archive', '--no-target-directory', from, to]);
}

/** The files of an image onto those of another, whose folders stay as they are. @param {string} from @param {string} to */
export function layOver(from, to) {
	for (const name of readdirSync(from)) {
		const [source, target] = [join(from, name), join(to, name)];
		if (lstatSync(source).isDirectory() && existsSync(target)) layOver(source, target);
		else copy(source, target);
	}
}

/** @param {string} context @param {string} source @param {string} target @param {boolean} into a folder */
function copyFromContext(context, source, target, into) {
	const files = contextFiles(context).filter(
		(file) => source === '.' || file === source || file.startsWith(`${source}/`),
	);
	if (files.length === 0)
		throw new Error(`COPY: .dockerignore keeps ${source} out, or it is missing`);
	const isFolder = statSync(join(context, source)).isDirectory();
	for (const file of files) {
		const below = isFolder ? posix.relative(source, file) : into ? basename(file) : '';
		copy(join(context, file), join(target, below));
	}
}
