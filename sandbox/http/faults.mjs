/** Faults on demand: each matches some requests, some times. */

export const KINDS = /** @type {const} */ ([
	'429',
	'status',
	'statusAfter',
	'resetBefore',
	'resetAfter',
	'slow',
	'slowAfter',
	'cursorRepeat',
]);

/**
 * @typedef {object} Fault
 * @property {{ method?: string, path?: string | RegExp }} [match] path: a prefix, or a regular
 *   expression written `/…/` (or a RegExp in-process); both see the path with its query
 * @property {number} [times] how often, default 1; -1 = until removed
 * @property {typeof KINDS[number]} kind
 * @property {number} [status] of kind status and statusAfter, default 500
 * @property {unknown} [body] of kind status, statusAfter and 429; a text is sent as it is
 * @property {Record<string, string>} [headers]
 * @property {number} [delayMs] of kind slow and slowAfter, default 1000
 */

export function createFaults() {
	/** @type {Array<Fault & { times: number, method?: string, test: (path: string) => boolean }>} */
	let faults = [];
	return {
		list: () =>
			faults.map(({ test, ...fault }) => ({
				...fault,
				match: { ...fault.match, path: fault.match?.path?.toString() },
			})),
		clear: () => {
			faults = [];
		},
		/** @param {Fault} fault */
		add(fault) {
			const { match = {}, times = 1, kind } = fault ?? {};
			if (!KINDS.includes(kind)) throw new Error(`kind must be one of ${KINDS.join(', ')}`);
			if (!Number.isInteger(times) || times === 0)
				throw new Error('times must be 1 or more, or -1');
			faults.push({
				...fault,
				times,
				method: match.method?.toUpperCase(),
				test: tester(match.path),
			});
		},
		/** The first fault for this request, used up once. @param {string} method @param {string} path */
		take(method, path) {
			const fault = faults.find(
				(one) =>
					(!one.method || one.method === method) &&
					one.test(path) &&
					// The first page has no cursor that could repeat.
					(one.kind !== 'cursorRepeat' || /[?&]after=/.test(path)),
			);
			if (fault && fault.times > 0) {
				fault.times -= 1;
				if (fault.times === 0) faults = faults.filter((one) => one !== fault);
			}
			return fault;
		},
	};
}

/** @param {string | RegExp} [path] @returns {(path: string) => boolean} */
function tester(path) {
	if (path === undefined) return () => true;
	if (path instanceof RegExp) return (text) => path.test(text);
	const source = /^\/(.+)\/$/.exec(path)?.[1];
	// `/items/` reads as a regular expression too: it means the same as the prefix then.
	if (source !== undefined && /[\\^$.*+?()[\]{}|]/.test(source)) {
		const pattern = new RegExp(source);
		return (text) => pattern.test(text);
	}
	return (text) => text.startsWith(path);
}
