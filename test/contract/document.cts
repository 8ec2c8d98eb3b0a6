/**
 * Pluggy's own OpenAPI document, and what came after it, as scripts/lib/pluggy-document.cjs reads
 * them. PLUGGY_OPENAPI names a folder that holds them; else they are looked for beside the clone.
 */
import { join } from 'node:path';

type Json = Record<string, unknown>;

export interface Schema extends Json {
	$ref?: string;
	type?: string | string[];
	format?: string;
	enum?: unknown[];
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
	minimum?: number;
	maximum?: number;
	pattern?: string;
	maxLength?: number;
	minItems?: number;
	additionalProperties?: unknown;
}

export interface Parameter {
	name: string;
	in: 'path' | 'query' | 'header';
	required?: boolean;
	schema: Schema;
}

export interface DocumentedOperation {
	method: string;
	path: string;
	operationId: string;
	deprecated: boolean;
	parameters: Parameter[];
	body?: Schema;
	bodyRequired: boolean;
}

type Member = { place: string; schema: Schema; required: boolean };

/** What one or more documents say. */
export interface Reader {
	schemaAt($ref: string): Schema;
	resolveSchema(input: Schema | undefined): Schema;
	operations(): DocumentedOperation[];
	events(): string[];
	changes(): Json;
	membersOf(input: Schema | undefined, prefix?: string, required?: boolean): Member[];
	visit(see: (name: string, value: unknown) => void): void;
}

/* eslint-disable @typescript-eslint/no-require-imports */
const {
	FILES,
	findFolder,
	missing: absent,
	load,
	createReader,
} = require('../../scripts/lib/pluggy-document.cjs') as {
	FILES: string[];
	findFolder(): string | undefined;
	missing: string;
	load(file: string): Json;
	createReader(documents: Json[]): Reader;
};
/* eslint-enable @typescript-eslint/no-require-imports */

export { createReader };
export const missing = absent;

const folder = findFolder();

/** Whether the documents are there. In CI they must be. */
export const hasDocument = folder !== undefined;

/** The documents as they are: Pluggy's own, and the additions. */
export const documents = folder === undefined ? [] : FILES.map((file) => load(join(folder, file)));

/** Where the first of them is. */
export const documentFile = folder === undefined ? '' : join(folder, FILES[0]);

const reader = createReader(documents);

/** What a reference names, not resolved any further. */
export const schemaAt = reader.schemaAt;
/** A schema without references and with `allOf` merged. */
export const resolveSchema = reader.resolveSchema;
/** Every operation of the documents that is not deprecated. */
export const documentedOperations = reader.operations;
/** The values of the documents' enum of webhook events. */
export const documentedEvents = reader.events;
/** What the additions say about schemas of the first document. */
export const schemaChanges = reader.changes;
/** Members of a body, by dotted place. */
export const membersOf = reader.membersOf;
/** Shows every member of the documents, at any depth, by its name. */
export const visitDocuments = reader.visit;
