/** What examples/<language> has to hold, by its sources. */
import sources from '../../examples/source/index.mjs';
import { buildWorkflow } from './build.mjs';
import { LANGUAGES } from './texts.mjs';

/** @returns {Array<{ language: import('./texts.mjs').Language, id: string, workflow: Row }>} */
export const writtenExamples = () =>
	LANGUAGES.flatMap((language) =>
		Object.entries(sources).map(([id, source], number) => ({
			...{ language, id },
			workflow: buildWorkflow(id, source, number, language),
		})),
	);
