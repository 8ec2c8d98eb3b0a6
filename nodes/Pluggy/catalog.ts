import { complete, type Operation, type Resource } from './operation';
import { account } from './operations/account';
import { automaticPix } from './operations/automaticPix';
import { bill } from './operations/bill';
import { boleto } from './operations/boleto';
import { category } from './operations/category';
import { categoryRule } from './operations/categoryRule';
import { connector } from './operations/connector';
import { connectToken } from './operations/connectToken';
import { consent } from './operations/consent';
import { customRequest } from './operations/customRequest';
import { enrichment } from './operations/enrichment';
import { identity } from './operations/identity';
import { insight } from './operations/insight';
import { investment } from './operations/investment';
import { item } from './operations/item';
import { loan } from './operations/loan';
import { merchant } from './operations/merchant';
import { paymentCustomer } from './operations/paymentCustomer';
import { paymentInstitution } from './operations/paymentInstitution';
import { paymentIntent } from './operations/paymentIntent';
import { paymentRecipient } from './operations/paymentRecipient';
import { paymentRequest } from './operations/paymentRequest';
import { paymentSchedule } from './operations/paymentSchedule';
import { pixBiometricEnrollment } from './operations/pixBiometricEnrollment';
import { smartTransfer } from './operations/smartTransfer';
import { transaction } from './operations/transaction';
import { webhook } from './operations/webhook';

/** All operations in one list; editor, requests, documentation and tests follow from it. */

/** Everything the Pluggy node can do, in the order of its resource list. */
export const catalog: readonly Resource[] = [
	account,
	automaticPix,
	bill,
	boleto,
	category,
	categoryRule,
	connector,
	connectToken,
	consent,
	customRequest,
	enrichment,
	identity,
	insight,
	investment,
	item,
	loan,
	merchant,
	paymentCustomer,
	paymentInstitution,
	paymentIntent,
	paymentRecipient,
	paymentRequest,
	paymentSchedule,
	pixBiometricEnrollment,
	smartTransfer,
	transaction,
	webhook,
].map(complete);

export function findOperation(resourceId: string, operationId: string): Operation | undefined {
	return catalog
		.find(({ id }) => id === resourceId)
		?.operations.find(({ id }) => id === operationId);
}
