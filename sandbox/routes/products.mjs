/** What items hold besides accounts and their rows. */
import { billRoutes } from './bills.mjs';
import { consentRoutes } from './consents.mjs';
import { identityRoutes } from './identity.mjs';
import { investmentRoutes } from './investments.mjs';
import { loanRoutes } from './loans.mjs';
import { merchantRoutes } from './merchants.mjs';
import { premiumRoutes } from './premium.mjs';

/** @param {any} app @param {import('../server.mjs').Context} context */
export function productRoutes(app, context) {
	billRoutes(app, context);
	consentRoutes(app, context);
	identityRoutes(app, context);
	investmentRoutes(app, context);
	loanRoutes(app, context);
	merchantRoutes(app);
	premiumRoutes(app, context);
}
