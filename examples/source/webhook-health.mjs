/** Enables webhooks again that Pluggy has disabled. */
import {
	as,
	condition,
	everyDay,
	manual,
	pluggy,
	set,
	when,
} from '../../scripts/examples/nodes.mjs';
import { eachOnce, telegram } from '../../scripts/examples/services.mjs';
import { say } from '../../scripts/examples/texts.mjs';

/** @param {string} text */
const message = (text) => `=${text} {{ $json.event }}, {{ $json.url }}`;

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('Revive disabled webhooks', 'Reativar webhooks desativados'),
	summary: say(
		'Once a day, enables webhooks again that Pluggy has disabled',
		'Uma vez por dia, reativa os webhooks que a Pluggy desativou',
	),
	about: say(
		`## Revive disabled webhooks
**You need:** webhooks at Pluggy, such as those of a published Pluggy Trigger.
**What happens:** Pluggy disables a webhook that could not be delivered for about three hours, and then stays silent. Once a day this enables such webhooks again; **Report** has a row for each.
**To change:** switch on **Telegram**, give it its credential and the chat. What was missed is found by *Sweep for missed transactions*.`,
		`## Reativar webhooks desativados
**Você precisa de:** webhooks na Pluggy, como os de um Pluggy Trigger publicado.
**O que acontece:** a Pluggy desativa um webhook que não pôde entregar por cerca de três horas e depois fica em silêncio. Uma vez por dia este fluxo os reativa; **Relatório** tem uma linha para cada um.
**Para mudar:** ative o **Telegram** e informe a credencial e o chat. O que se perdeu é encontrado por *Buscar transações perdidas*.`,
	),
	details: say(
		'It revives every webhook of the application, not only those of this n8n. If nothing is disabled it ends at **Disabled?**. Something kept Pluggy from reaching the address: find out what.',
		'Reativa todos os webhooks da aplicação, não só os deste n8n. Se nada está desativado, termina em **Desativado?**. Algo impediu a Pluggy de chegar ao endereço: descubra o quê.',
	),
	nodes: {
		schedule: everyDay(say('Every Morning', 'Toda manhã'), 7),
		start: manual(),
		webhooks: pluggy(say('Get Webhooks', 'Buscar webhooks'), 'webhook', 'getMany', {
			...{ returnAll: true, options: {} },
		}),
		disabled: when(
			say('Disabled?', 'Desativado?'),
			condition("={{ $json.disabledAt ?? '' }}", 'string', 'notEmpty'),
		),
		revive: pluggy(say('Revive Webhook', 'Reativar webhook'), 'webhook', 'update', {
			...{ webhookId: '={{ $json.id }}', updateFields: { enabled: true }, options: {} },
		}),
		report: set(say('Report', 'Relatório'), {
			message: say(message('Pluggy had disabled:'), message('A Pluggy tinha desativado:')),
			...{ webhook_id: '={{ $json.id }}', event: '={{ $json.event }}', url: '={{ $json.url }}' },
			was_disabled_at: "={{ $('@webhooks').item.json.disabledAt }}",
			is_enabled: as('boolean', '={{ !$json.disabledAt }}'),
		}),
		telegram: eachOnce(telegram('$json.message')),
	},
	rows: [['schedule', 'webhooks', 'disabled', 'revive', 'report', 'telegram'], ['start']],
	flow: [
		['schedule', 'webhooks', 'disabled', 'revive', 'report', 'telegram'],
		['start', 'webhooks'],
	],
	meta: { demo: { runs: 2 } },
};
