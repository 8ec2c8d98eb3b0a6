import { CATEGORIES, categoryById } from '../data/categories.mjs';
import { notFound } from '../errors.mjs';
import { pageOf } from '../paging.mjs';
import { check, PAGE_FIELDS } from '../validate.mjs';

/** @param {any} app */
export function categoryRoutes(app) {
	app.get('/categories', (/** @type {any} */ request) => {
		const { parentId, ...page } = check(request.query, {
			parentId: { type: 'text' },
			...PAGE_FIELDS,
		});
		const rows = CATEGORIES.filter((one) => parentId === undefined || one.parentId === parentId);
		return pageOf(rows, page);
	});

	app.get('/categories/:id', (/** @type {any} */ request) => {
		const { id } = /** @type {{ id: string }} */ (request.params);
		const category = categoryById.get(id);
		if (!category) throw notFound('category');
		return category;
	});
}
