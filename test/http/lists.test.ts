import { holdAll } from '../support/rule.ts';
import { productSurface } from '../support/surface.ts';
import { listRules } from './rules/lists.ts';

const surface = await productSurface();

holdAll(surface, listRules);
