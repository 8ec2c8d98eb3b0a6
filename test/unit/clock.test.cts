import { breather, clock } from '../../nodes/shared/client/clock';

const original = { ...clock };
afterEach(() => void Object.assign(clock, original));

test('long work gives way when it is time to, and not before', async () => {
	let now = 0;
	const slept: number[] = [];
	clock.now = () => now;
	clock.sleep = async (ms) => void slept.push(ms);
	const breathe = breather();
	for (let step = 0; step < 100; step++) {
		now += 1;
		const rest = breathe();
		if (rest) await rest;
	}
	expect(slept).toEqual([0, 0, 0, 0, 0]);
});
