/** Which route a path leads to: words before `:names`, letter by letter. */

/**
 * @template T
 * @typedef {object} Node a part of a path and what may follow it
 * @property {Map<string, Node<T>>} words
 * @property {Node<T> | null} any what follows a `:name`
 * @property {Map<string, Array<{ names: string[], route: T }>>} methods of a path that ends here
 */

/** @template T @returns {Node<T>} */
const newNode = () => ({ words: new Map(), any: null, methods: new Map() });

/** A part that is not well encoded names nothing. @param {string} part */
function decode(part) {
	if (!part.includes('%')) return part;
	try {
		return decodeURIComponent(part);
	} catch {
		return null;
	}
}

/** @template T */
export function createRouter() {
	/** @type {Node<T>} */
	const root = newNode();

	/** @param {string} method @param {string} path such as `/items/:id` @param {T} route */
	function add(method, path, route) {
		let node = root;
		/** @type {string[]} */
		const names = [];
		for (const part of path.split('/').slice(1)) {
			const isName = part.startsWith(':');
			if (isName) names.push(part.slice(1));
			const next = (isName ? node.any : node.words.get(part)) ?? newNode();
			if (isName) node.any = next;
			else node.words.set(part, next);
			node = next;
		}
		node.methods.set(method, [...(node.methods.get(method) ?? []), { names, route }]);
	}

	/** The first that will have it. @param {string} method @param {string} path as it came, without its query @param {(route: T) => boolean} isMeant */
	function find(method, path, isMeant) {
		const parts = path.split('/').slice(1).map(decode);
		if (parts.includes(null)) return null;
		const words = /** @type {string[]} */ (parts);
		/** @param {Node<T>} node @param {number} at @param {string[]} values @returns {{ route: T, params: Record<string, string> } | null} */
		const search = (node, at, values) => {
			if (at === words.length) {
				const found = node.methods.get(method)?.find(({ route }) => isMeant(route));
				if (!found) return null;
				const pairs = found.names.map((name, index) => [name, values[index]]);
				return { route: found.route, params: Object.fromEntries(pairs) };
			}
			const byWord = node.words.get(words[at]);
			const first = byWord && search(byWord, at + 1, values);
			return first ?? (node.any && search(node.any, at + 1, [...values, words[at]]));
		};
		return search(root, 0, []);
	}

	return { add, find };
}
