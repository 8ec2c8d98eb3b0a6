/** The tools of "Ask my money" for AI programs outside of n8n, by the Model Context Protocol. */
import { node } from '../../scripts/examples/nodes.mjs';
import { say } from '../../scripts/examples/texts.mjs';
import { tools, toolsOf } from '../../scripts/examples/tools.mjs';

/** @type {import('../../scripts/examples/build.mjs').Source} */
export default {
	name: say('My money for AI programs (MCP)', 'Meu dinheiro para programas de IA (MCP)'),
	summary: say(
		'Gives an AI program such as Claude or Cursor four tools that read your banks, behind a token',
		'Dá a um programa de IA, como Claude ou Cursor, quatro ferramentas que leem os seus bancos, com um token',
	),
	about: say(
		`## My money for AI programs (MCP)
**You need:** a credential **Pluggy (read only)**, with **Access** = Read Only and your **Item IDs**, and a **Bearer Auth** credential in **MCP Server** with a long token that you invent.
**What happens:** published, it is a server of four tools. Give your AI program the **Production URL** of **MCP Server** and the token. The tools only read, and CPF and CNPJ are hidden.
**Beware:** whoever has the token reads your banks. Descriptions of transactions are written by other people and may try to give the model orders: give that program no other tool that pays or sends.
**To change:** delete a tool that nobody needs.`,
		`## Meu dinheiro para programas de IA (MCP)
**Você precisa de:** uma credencial **Pluggy (read only)**, com **Access** = Read Only e os seus **Item IDs**, e uma credencial **Bearer Auth** em **Servidor MCP** com um token longo inventado por você.
**O que acontece:** publicado, é um servidor de quatro ferramentas. Dê ao seu programa de IA a **Production URL** de **Servidor MCP** e o token. As ferramentas só leem, e CPF e CNPJ ficam escondidos.
**Atenção:** quem tem o token lê os seus bancos. As descrições das transações são escritas por outras pessoas e podem tentar dar ordens ao modelo: não dê a esse programa outra ferramenta que pague ou envie.
**Para mudar:** apague a ferramenta de que ninguém precisa.`,
	),
	details: say(
		'The path of the URL is `/mcp/pluggy`. A program on the same computer reaches it at `http://127.0.0.1:5678/mcp/pluggy`; from outside take https only. Without the token, n8n answers 403.',
		'O caminho da URL é `/mcp/pluggy`. Um programa no mesmo computador a acessa em `http://127.0.0.1:5678/mcp/pluggy`; de fora, use só https. Sem o token, o n8n responde 403.',
	),
	nodes: {
		server: node(say('MCP Server', 'Servidor MCP'), '@n8n/n8n-nodes-langchain.mcpTrigger', 2.1, {
			...{ authentication: 'bearerAuth', path: 'pluggy' },
		}),
		...tools,
	},
	rows: [
		[null, 'server'],
		['banks', 'accounts', 'transactions', 'bills'],
	],
	flow: [],
	ai: toolsOf('server'),
};
