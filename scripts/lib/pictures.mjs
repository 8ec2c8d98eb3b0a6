/** Which pictures of n8n's editor the papers show, and where the tests leave the ones they take. */
import { join } from 'node:path';
import { cloneCache } from './paths.mjs';

/** The variable that makes the tests picture the panel of every operation. */
export const ALL_PANELS = 'N8N_NODES_PLUGGY_PANELS';

/** Where tests leave them. */
export const PICTURES = join(cloneCache, 'screenshots');

/** Those that docs/images holds: file name without `.png` → the test that takes it. */
export const OF_THE_PAPERS = {
	'transaction.getMany': 'editor',
	'paymentRequest.create': 'editor',
	'automaticPix.createRequest': 'editor',
	'boleto.issue': 'editor',
	'smartTransfer.createPayment': 'editor',
	'item.delete': 'editor',
	'consent.revoke': 'editor',
	credential: 'editor',
	'transactions-rows': 'mouse',
	'payment-created': 'mouse',
	trigger: 'trigger-editor',
};
