/** What GitHub reads besides workflows: the forms of issues and the settings of Dependabot. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readJson, repoRoot } from '../../scripts/lib/paths.mjs';
import { CONFIG, DEPENDABOT, FORM } from './githubSchemas.mjs';

const folder = join(repoRoot, '.github', 'ISSUE_TEMPLATE');
const read = (...path) => parse(readFileSync(join(repoRoot, '.github', ...path), 'utf8'));
const forms = readdirSync(folder).filter((name) => name !== 'config.yml');
const manifest = readJson(join(repoRoot, 'package.json'));

const ajv = new Ajv({ allErrors: true });
/** What is wrong with a value, by the schema of what GitHub takes. */
function problems(schema, value) {
	const isValid = ajv.validate(schema, value);
	return isValid
		? []
		: (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('Dependabot: the settings are valid, and look at npm and at the workflows', () => {
	const settings = read('dependabot.yml');
	assert.deepEqual(problems(DEPENDABOT, settings), []);
	const ecosystems = settings.updates.map((one) => one['package-ecosystem']);
	assert.deepEqual(ecosystems, ['npm', 'github-actions']);
	const ignored = settings.updates[0].ignore.map((one) => one['dependency-name']);
	assert.ok(Object.keys(manifest.peerDependencies).every((name) => ignored.includes(name)));
	assert.deepEqual(
		ignored.filter((name) => !(name in manifest.devDependencies)),
		[],
	);
});

test('the forms are there', () => {
	assert.deepEqual(forms.sort(), ['bug.yml', 'feature.yml']);
	assert.deepEqual(problems(CONFIG, read('ISSUE_TEMPLATE', 'config.yml')), []);
	assert.ok(existsSync(join(repoRoot, '.github', 'pull_request_template.md')));
});

for (const name of forms) {
	const form = read('ISSUE_TEMPLATE', name);

	test(`${name} is a valid form, in English and Portuguese`, () => {
		assert.deepEqual(problems(FORM, form), []);
		const ids = form.body.map(({ id }) => id).filter(Boolean);
		assert.equal(new Set(ids).size, ids.length);
		const labels = [
			form.name,
			form.description,
			...form.body.flatMap(({ attributes }) => attributes.label ?? []),
		];
		assert.deepEqual(
			labels.filter((label) => !/ \/ \S/.test(label)),
			[],
		);
		for (const { attributes } of form.body) {
			const names = (attributes.options ?? []).map((one) => one.label ?? one);
			assert.equal(new Set(names).size, names.length);
		}
	});

	test(`${name} says that no secrets, CPF or bank data belong there, and has that confirmed`, () => {
		const [first] = form.body;
		assert.equal(first.type, 'markdown');
		for (const word of [
			/secret/,
			/CPF/,
			/bank data|account numbers/,
			/segredos|secret/,
			/dados bancários|conta/,
		]) {
			assert.match(first.attributes.value, word);
		}
		const [confirmed] = form.body.find(({ type }) => type === 'checkboxes').attributes.options;
		assert.equal(confirmed.required, true);
		assert.match(confirmed.label, /secrets.*CPF.*bank data/);
	});
}

test('planted mistakes are found', () => {
	const bug = () => structuredClone(read('ISSUE_TEMPLATE', 'bug.yml'));
	const mistakes = [
		(form) => delete form.description,
		(form) => (form.body[1].type = 'text'),
		(form) => delete form.body[1].attributes.label,
		(form) => delete form.body[3].attributes.options,
		(form) => (form.body[1].id = 'no id'),
		(form) => (form.body[1].required = true),
	];
	for (const mistake of mistakes) {
		const form = bug();
		mistake(form);
		assert.notDeepEqual(problems(FORM, form), [], String(mistake));
	}
	assert.notDeepEqual(problems(DEPENDABOT, { version: 1, updates: [] }), []);
});
