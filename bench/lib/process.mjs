/** What a process has used and needed at most, by /proc (Linux). */
import { readFileSync, writeFileSync } from 'node:fs';

/** What the kernel counts a second; 100 on every Linux there is a Node for. */
const TICKS = 100;
/** Written to clear_refs, it sets the peak back to what the process holds now. */
const RESET_PEAK = '5';

/** Seconds of processor time, of all its threads. @param {number} pid */
export function cpuSeconds(pid) {
	const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name in brackets may hold blanks.
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Seconds of processor time: of all processors, how much of it was used, by us and our children that ended. */
export function machineSeconds() {
	const [, ...ticks] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).map(Number);
	const [user, nice, system, idle, waiting, interrupts, softInterrupts] = ticks;
	const used = user + nice + system + interrupts + softInterrupts;
	const own = readFileSync('/proc/self/stat', 'utf8');
	const fields = own
		.slice(own.lastIndexOf(')') + 2)
		.split(' ')
		.map(Number);
	const ours = fields[11] + fields[12] + fields[13] + fields[14];
	return { all: (used + idle + waiting) / TICKS, used: used / TICKS, ours: ours / TICKS };
}

/** @param {number} pid @param {'VmRSS' | 'VmHWM'} name */
function memoryOf(pid, name) {
	const text = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]) / 1024;
}

/**
 * From now on: answers by how many MB the process has grown at its peak.
 * @param {number} pid
 */
export function watchPeak(pid) {
	writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
	const before = memoryOf(pid, 'VmRSS');
	return () => memoryOf(pid, 'VmHWM') - before;
}
