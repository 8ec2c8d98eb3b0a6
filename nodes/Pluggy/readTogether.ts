import { asItIs, localProblem } from '../shared/problems/errors';
import { withSignal, type Client } from '../shared/client/transport';
import { inLanes } from './lanes';
import type { HandlerTools, OutputRow } from './operation';

/** Several lists of one input row, such as those of all accounts of an item. */

/** Reads one of them, page by page. */
type Read<Job> = (job: Job, client: Client, wanted: number) => AsyncGenerator<OutputRow[]>;

/**
 * Reads lists one behind the other, together in free lanes if all their rows are wanted: up to a limit
 * nobody knows which of them are needed.
 * @yields output rows, in the order of the jobs
 * @throws the error of the first list that fails
 */
export async function* readTogether<Job>(
	{ client, lanes, limit }: Pick<HandlerTools, 'client' | 'lanes' | 'limit'>,
	jobs: readonly Job[],
	read: Read<Job>,
): AsyncGenerator<OutputRow[]> {
	if (limit !== Infinity || jobs.length === 1) {
		let wanted = limit;
		for (const job of jobs) {
			for await (const page of read(job, client, wanted)) {
				wanted -= page.length;
				yield page;
			}
			if (wanted <= 0) return;
		}
		return;
	}
	const work = async (index: number, signal: AbortSignal) => {
		const pages: OutputRow[][] = [];
		const one = withSignal(client, signal);
		for await (const page of read(jobs[index], one, Infinity)) pages.push(page);
		return pages;
	};
	const { signal } = client;
	const course = { count: jobs.length, lanes, stopsAtError: true, signal, work };
	for await (const ended of inLanes(course)) {
		if ('error' in ended) throw asItIs(ended.error);
		yield* ended.value;
	}
	if (signal?.aborted) throw localProblem('CANCELLED');
}
