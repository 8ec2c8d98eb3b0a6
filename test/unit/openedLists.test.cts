import { clock } from '../../nodes/shared/client/clock';
import { forgetLists, heldLists, readOpened } from '../../nodes/Pluggy/openedLists';
import type { Client } from '../../nodes/shared/client/transport';

/** Lists that a picker keeps while somebody types: not longer. */

const client = { login: 'a' } as unknown as Client;

afterEach(() => {
	jest.restoreAllMocks();
	forgetLists();
});

test('what is over is forgotten as soon as another list is opened', async () => {
	const now = jest.spyOn(clock, 'now').mockReturnValue(1_000_000);
	await readOpened(client, '', 'one', async () => [1]);
	await readOpened(client, '', 'two', async () => [2]);
	expect(heldLists()).toBe(2);
	now.mockReturnValue(1_060_000);
	await readOpened(client, '', 'three', async () => [3]);
	expect(heldLists()).toBe(1);
	// A clock that was set back says nothing about an age.
	now.mockReturnValue(1_000);
	await readOpened(client, '', 'four', async () => [4]);
	expect(heldLists()).toBe(1);
});
