import type { IDataObject } from 'n8n-workflow';

/** The words the scenario is written in. */

/** What earlier steps put out, and the sandbox's clock. */
export class Memory {
	readonly rows = new Map<string, IDataObject[]>();

	/** The sandbox's time, as its admin address told it last. */
	now = '';

	/** All rows a step kept under a name. */
	all(name: string): IDataObject[] {
		const rows = this.rows.get(name);
		if (!rows) throw new Error(`No step kept ${name}`);
		return rows;
	}

	/** The first row, or the first that fits. */
	one(name: string, fits: IDataObject = {}): IDataObject {
		const found = this.all(name).find((row) =>
			Object.entries(fits).every(([member, value]) => row[member] === value),
		);
		if (!found) throw new Error(`${name} has no row like ${JSON.stringify(fits)}`);
		return found;
	}

	id(name: string, fits: IDataObject = {}): string {
		return String(this.one(name, fits).id);
	}

	/** The calendar day in São Paulo, so many days from the sandbox's today. */
	day(ahead: number): string {
		const time = new Date(Date.parse(this.now) + ahead * 86_400_000);
		return time.toLocaleDateString('sv', { timeZone: 'America/Sao_Paulo' });
	}
}

type FromMemory<T> = T | ((memory: Memory) => T);

/** One run of the node. */
export interface NodeStep {
	resource: string;
	operation: string;
	parameters: FromMemory<IDataObject>;
	/** The name that keeps the rows for later steps. */
	keep?: string;
	/** Members that the first row must have; an array as a whole is compared with the row count. */
	expect?: FromMemory<IDataObject>;
	/** How many rows must come out; one or more, if not given. */
	rows?: number;
}

/** One call of the sandbox's admin address: the payer, or the time. */
export interface AdminStep {
	admin: string;
	path: FromMemory<string>;
	method?: 'GET' | 'POST';
	body?: IDataObject;
	keep?: string;
}

export type Step = NodeStep | AdminStep;

export const made = <T,>(value: FromMemory<T>, memory: Memory): T =>
	typeof value === 'function' ? (value as (memory: Memory) => T)(memory) : value;

/** A picker as the editor stores it when an ID was written into it. */
export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });

/** Moves the sandbox's clock; what is due happens before it answers. */
export const advance = (seconds: number): AdminStep => ({
	admin: `${seconds} seconds pass`,
	method: 'POST',
	path: '/clock',
	body: { advanceSeconds: seconds },
});

export const DAY = 86_400;

/** The payer says yes to what a step kept. */
export const approve = (name: string): AdminStep => ({
	admin: `the payer of ${name} approves`,
	method: 'POST',
	path: (memory) => `/payments/${memory.id(name)}/approve`,
});
