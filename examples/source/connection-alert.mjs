/** Tells the owner of a connection that broke what to do. */
import { condition, onEvents, pluggy, set, when } from '../../scripts/examples/nodes.mjs';
import { telegram } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Tell when a connection needs somebody', 'Avisar quando uma conexão precisa de alguém'),
	summary: say(
		'When a bank connection breaks, its owner gets a sentence in Portuguese that says what to do',
		'Quando uma conexão quebra, o dono recebe uma frase em português que diz o que fazer',
	),
	about: say(
		`## Tell when a connection needs somebody
**You need:** n8n at a public https address. Then press **Publish**.
**What happens:** when a bank connection fails or waits for a code, its owner gets a message in Portuguese that says what happened and what to do. One that has recovered meanwhile ends at **Needs Somebody?**.
**To try it:** with \`npm start\`, publish this and connect Pluggy Bank with the user \`user-locked\` and the password \`password-ok\`.
**To change:** switch on **Telegram**, give it its credential and the chat. Without a public address take the Pluggy Poll Trigger.`,
		`## Avisar quando uma conexão precisa de alguém
**Você precisa de:** um n8n com endereço https público. Depois clique em **Publish**.
**O que acontece:** quando uma conexão falha ou espera um código, o dono recebe uma mensagem em português que diz o que houve e o que fazer. Se já voltou ao normal, termina em **Precisa de alguém?**.
**Para testar:** com \`npm start\`, publique este e conecte o Pluggy Bank com o usuário \`user-locked\` e a senha \`password-ok\`.
**Para mudar:** ative o **Telegram** e informe a credencial e o chat. Sem endereço público, use o Pluggy Poll Trigger.`,
	),
	details: say(
		'`message` is for the owner, in Portuguese; `title` and `advice` are in English and for you; `action` tells workflows what would help.',
		'`message` é para o dono, em português; `title` e `advice` são em inglês e para você; `action` diz aos fluxos o que ajudaria.',
	),
	nodes: {
		trigger: onEvents(say('When a Connection Breaks', 'Quando a conexão quebra'), [
			'item/error',
			'item/waiting_user_input',
		]),
		connection: pluggy(say('Get Connection', 'Buscar conexão'), 'item', 'get', {
			...{ itemId: '={{ $json.itemId }}', simplify: true },
		}),
		needs: when(
			say('Needs Somebody?', 'Precisa de alguém?'),
			condition("={{ $json.diagnosis?.userMessage ?? '' }}", 'string', 'notEmpty'),
		),
		message: set(say('Message', 'Mensagem'), {
			message: '={{ $json.diagnosis.userMessage }}',
			item_id: '={{ $json.id }}',
			connector: "={{ $json.connectorName ?? '' }}",
			client_user_id: "={{ $json.clientUserId ?? '' }}",
			status: '={{ $json.status }}',
			title: '={{ $json.diagnosis.title }}',
			advice: '={{ $json.diagnosis.advice }}',
			action: '={{ $json.diagnosis.action }}',
		}),
		telegram: telegram('$json.message'),
	},
	rows: [['trigger', 'connection', 'needs', 'message', 'telegram']],
	flow: [['trigger', 'connection', 'needs', 'message', 'telegram']],
};
