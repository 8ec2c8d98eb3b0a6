/** What GitHub takes as a form of issues, its list of links, and settings of Dependabot: as far as we use it. */

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', minItems: 1, items: text };

/** An object of these members and no others. */
const object = (properties, required = Object.keys(properties)) => ({
	type: 'object',
	properties,
	required,
	additionalProperties: false,
});

const shown = { label: text, description: text };
const validations = object({ required: { type: 'boolean' } });

/** An element of a form. */
const element = (type, attributes, required) => ({
	...object(
		{
			type: { const: type },
			id: { type: 'string', pattern: '^[A-Za-z0-9_-]+$' },
			attributes: object(attributes, required),
			validations,
		},
		['type', 'attributes'],
	),
});
const box = object({ label: text, required: { type: 'boolean' } }, ['label']);

export const FORM = object(
	{
		name: text,
		description: text,
		title: text,
		labels: texts,
		body: {
			type: 'array',
			minItems: 1,
			items: {
				oneOf: [
					element('markdown', { value: text }, ['value']),
					element('input', { ...shown, placeholder: text, value: text }, ['label']),
					element('textarea', { ...shown, placeholder: text, value: text, render: text }, [
						'label',
					]),
					element('dropdown', { ...shown, options: texts, multiple: { type: 'boolean' } }, [
						'label',
						'options',
					]),
					element('checkboxes', { ...shown, options: { type: 'array', minItems: 1, items: box } }, [
						'label',
						'options',
					]),
				],
			},
		},
	},
	['name', 'description', 'body'],
);

const link = object({ name: text, url: { type: 'string', pattern: '^https://' }, about: text });

export const CONFIG = object({
	blank_issues_enabled: { type: 'boolean' },
	contact_links: { type: 'array', items: link },
});

const levels = { type: 'array', minItems: 1, items: { enum: ['major', 'minor', 'patch'] } };
const ignored = object(
	{
		'dependency-name': text,
		versions: texts,
		'update-types': {
			type: 'array',
			items: { type: 'string', pattern: '^version-update:semver-(major|minor|patch)$' },
		},
	},
	['dependency-name'],
);
const update = object(
	{
		'package-ecosystem': { enum: ['npm', 'github-actions'] },
		directory: { const: '/' },
		schedule: object({ interval: { const: 'weekly' }, day: text }),
		cooldown: object({ 'default-days': { type: 'integer', minimum: 1, maximum: 90 } }),
		'open-pull-requests-limit': { type: 'integer', minimum: 0 },
		'versioning-strategy': {
			enum: ['increase', 'increase-if-necessary', 'lockfile-only', 'widen'],
		},
		'commit-message': object({ prefix: { type: 'string', maxLength: 50 } }),
		groups: {
			type: 'object',
			additionalProperties: object({ patterns: texts, 'update-types': levels }, ['patterns']),
		},
		ignore: { type: 'array', items: ignored },
	},
	['package-ecosystem', 'directory', 'schedule'],
);

export const DEPENDABOT = object({
	version: { const: 2 },
	updates: { type: 'array', minItems: 1, items: update },
});
