/**
 * What must be right before a version is published: the tag, the changelog, and who publishes.
 * Pure functions.
 */

/** The headings of Keep a Changelog. */
const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/;
const HEADING = /^## (?:\[?([^\]\s]+)\]?)(?: - (.*))?$/;

/**
 * @typedef {object} Section of the changelog
 * @property {string} version or `Unreleased`
 * @property {string | undefined} date
 * @property {string} text
 */

/** @typedef {{ name: string, version: string, author?: any, homepage?: string, repository?: any, bugs?: any }} Manifest */

/** The sections of a changelog, newest first. @param {string} changelog @returns {Section[]} */
export function sectionsOf(changelog) {
	/** @type {Array<{ version: string, date: string | undefined, lines: string[] }>} */
	const sections = [];
	for (const line of changelog.split('\n')) {
		const [, version, date] = HEADING.exec(line) ?? [];
		if (version) sections.push({ version, date, lines: [] });
		else sections.at(-1)?.lines.push(line);
	}
	return sections.map(({ version, date, lines }) => ({
		version,
		date,
		text: lines.join('\n').trim(),
	}));
}

/** @param {string} date */
function isDay(date) {
	const time = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === date;
}

/** The numbers of a version, to sort by. @param {string} version */
const numbersOf = (version) => version.split('-')[0].split('.').map(Number);

/** @param {string} one @param {string} other */
function isNewer(one, other) {
	const [left, right] = [numbersOf(one), numbersOf(other)];
	const at = left.findIndex((number, index) => number !== right[index]);
	// Of the same numbers a release is newer than what led to it.
	return at === -1 ? !one.includes('-') && other.includes('-') : left[at] > right[at];
}

/** What is wrong with the form of a changelog. @param {string} changelog @returns {string[]} */
export function changelogProblems(changelog) {
	const sections = sectionsOf(changelog);
	const released = sections.filter(({ version }) => version !== 'Unreleased');
	const kinds = [...changelog.matchAll(/^### (.*)$/gm)].map(([, kind]) => kind);
	return [
		...(sections[0]?.version === 'Unreleased' ? [] : ['Its first section is not [Unreleased].']),
		...released.flatMap(({ version, date }) => [
			...(VERSION.test(version) ? [] : [`${version} is no version.`]),
			...(date !== undefined && isDay(date) ? [] : [`${version} has no date (YYYY-MM-DD).`]),
		]),
		...released
			.slice(1)
			.filter(({ version }, index) => !isNewer(released[index].version, version))
			.map(({ version }) => `${version} is not older than the version above it.`),
		...kinds.filter((kind) => !KINDS.includes(kind)).map((kind) => `${kind} is no heading.`),
	];
}

/** What people read about a version. @param {string} changelog @param {string} version */
export const notesOf = (changelog, version) =>
	sectionsOf(changelog).find((section) => section.version === version)?.text ?? '';

/** Whether a version leads to a release: npm does not offer it as the latest. @param {string} version */
export const isPrerelease = (version) => version.includes('-');

/**
 * Under which tag npm is to show a version: `latest` is what people and n8n install, so a version that mends
 * an older line, below a newer release, does not become it.
 * @param {string} version
 * @param {string} changelog
 */
export function npmTagOf(version, changelog) {
	if (isPrerelease(version)) return 'next';
	const isBackport = sectionsOf(changelog)
		.map((section) => section.version)
		.some((other) => VERSION.test(other) && !isPrerelease(other) && isNewer(other, version));
	const [major, minor] = numbersOf(version);
	// npm refuses a tag that reads like a range of versions, such as 0.1.
	return isBackport ? `release-${major}.${minor}` : 'latest';
}

/** Owner and name of a repository, of the forms that npm knows. @param {string} url */
const repositoryName = (url) =>
	url
		.replace(/\.git$/, '')
		.split(/[/:]/)
		.slice(-2)
		.join('/')
		.toLowerCase();

/** What is written before there is an owner. @param {Manifest} manifest */
function placeholders({ author, homepage, repository, bugs }) {
	const name = repositoryName(repository?.url ?? '');
	const isElsewhere = (/** @type {string} */ url) =>
		/^https:\/\/github\.com\//.test(url) && !url.toLowerCase().includes(`/${name}`);
	const owned = { author: author?.email, homepage, bugs: bugs?.url };
	return Object.entries(owned)
		.filter(([, value]) => !value || /\.example\b/.test(value) || isElsewhere(value))
		.map(([member]) => `package.json: "${member}" is not yet the owner's.`);
}

/**
 * What keeps a version from being published; nothing when it may be.
 * @param {object} state
 * @param {string} state.tag
 * @param {Manifest} state.manifest package.json
 * @param {{ version?: string }} state.lock package-lock.json
 * @param {string} state.changelog
 * @param {string} [state.repository] `owner/name` of the repository that publishes
 * @returns {string[]}
 */
export function releaseProblems({ tag, manifest, lock, changelog, repository }) {
	const { version } = manifest;
	const section = sectionsOf(changelog).find((one) => one.version === version);
	const url = manifest.repository?.url ?? '';
	const isOther = repository && repositoryName(url) !== repository.toLowerCase();
	return [
		...(tag === `v${version}`
			? []
			: [`The tag is ${tag}, the version in package.json ${version}.`]),
		...(VERSION.test(version) ? [] : [`package.json: ${version} is no version.`]),
		...(lock.version === version
			? []
			: [`package-lock.json says ${lock.version}, not ${version}.`]),
		...changelogProblems(changelog).map((problem) => `CHANGELOG.md: ${problem}`),
		...(section ? [] : [`CHANGELOG.md has no section [${version}] with a date.`]),
		...(section?.text === '' ? [`CHANGELOG.md says nothing about ${version}.`] : []),
		...placeholders(manifest),
		// npm refuses a provenance statement of another repository.
		...(isOther ? [`package.json: "repository" is ${url}, but ${repository} publishes.`] : []),
	];
}
