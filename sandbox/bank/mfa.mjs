/** What a bank asks for in a two-step MFA, and which answers are right. */
import { captcha } from '../files/captcha.mjs';
import { TOKEN } from '../data/users.mjs';

/** What the bank asks for in a two-step MFA. @param {string} [variant] */
export function mfaParameter(variant) {
	const token = {
		name: 'token',
		label: 'Token',
		type: 'number',
		placeholder: TOKEN,
		assistiveText: 'Digite o token de 6 dígitos',
		validation: '^\\d{6}$',
		validationMessage: 'O token deve ter 6 dígitos.',
		mfa: true,
		optional: false,
	};
	if (variant === 'image') {
		const assistiveText = 'Digite os números da imagem';
		return {
			...token,
			name: 'image',
			label: 'Imagem',
			type: 'image',
			assistiveText,
			data: captcha(TOKEN),
		};
	}
	if (variant === 'phone') {
		const assistiveText = 'Digite o código enviado por SMS para (11) *****-0000';
		return { ...token, name: 'phoneToken', label: 'Código SMS', assistiveText };
	}
	if (variant === 'select')
		return choice('device', 'Onde quer receber o token?', ['SMS', 'E-mail']);
	if (variant === 'company') {
		return choice('company', 'Qual empresa?', [
			'Padaria Serra Azul Ltda',
			'Gráfica Rio Manso Ltda',
		]);
	}
	return token;
}

/** @param {string} name @param {string} label @param {string[]} labels */
const choice = (name, label, labels) => ({
	name,
	label,
	type: 'select',
	mfa: true,
	optional: false,
	options: labels.map((text, i) => ({ value: String(i + 1), label: text })),
});

/** @param {string | undefined} variant @param {unknown} answer */
export function isRightAnswer(variant, answer) {
	const { options } = /** @type {any} */ (mfaParameter(variant));
	return options ? options.some((/** @type {any} */ o) => o.value === answer) : answer === TOKEN;
}
