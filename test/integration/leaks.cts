/** What must never be seen: planted in requests and in Pluggy's answers, looked for in all that comes out. */

export const PLANTED = {
	cpf: '761.092.776-73',
	bareCpf: '23824264030',
	cnpj: '08.050.608/0001-32',
	letteredCnpj: '12ABC34501DE35',
	key: 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3NjcyMjU2MDB9.cGxhbnRlZC1rZXk',
	password: 'planted-bank-password',
};

const JWT = /eyJ[\w-]{5,}\.[\w-]+\./;

/** Everything an error shows, to people and to n8n's database. */
export function wordsOf(value: unknown): string {
	if (!(value instanceof Error)) return JSON.stringify(value);
	const { message, stack } = value;
	const more = value as unknown as Record<string, unknown>;
	return JSON.stringify({
		message,
		stack,
		description: more.description,
		messages: more.messages,
		context: more.context,
		errorResponse: more.errorResponse,
		cause: value.cause instanceof Error ? wordsOf(value.cause) : value.cause,
		serialized: JSON.stringify(value),
	});
}

/** The planted values and keys that a text holds. */
export function leaksIn(text: string, secrets: readonly string[] = []): string[] {
	const values = [...Object.values(PLANTED), ...secrets];
	return [
		...values.filter((value) => text.includes(value)),
		...(JWT.test(text) ? ['a JSON Web Token'] : []),
	];
}
