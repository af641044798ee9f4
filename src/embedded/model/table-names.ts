/**
 * Univer refuse `_`, `.` et `\` dans un nom de tableau cité par une formule ; Excel les accepte. Le moteur reçoit
 * alors un alias où ces signes sont des lettres, et l'arbre de la formule lit l'alias : le texte des cellules ne
 * change pas.
 */
import { engineFormula, type Injector } from '#vendor';

const SIGNS: Readonly<Record<string, string>> = { _: 'ˍ', '.': 'ˑ', '\\': 'ˎ' };
const REFERENCE = /^([\p{L}_\\][\p{L}\p{N}_.\\]*)(\[.*)$/su;

/** Le nom que le moteur sait lire. */
export const engineName = (name: string): string => name.replace(/[_.\\]/g, sign => SIGNS[sign] ?? sign);

interface NodeFactory {
  checkAndCreateNodeType(param: unknown): unknown;
}

const patched = new WeakSet<object>();

/** Fait lire les alias par le moteur de cette instance ; sans effet la deuxième fois. */
export function acceptTableNames(injector: Injector): void {
  const factory = injector.get(engineFormula.ReferenceNodeFactory) as unknown as NodeFactory;
  const service = injector.get(engineFormula.ISuperTableService);
  if (patched.has(factory)) return;
  patched.add(factory);
  const check = factory.checkAndCreateNodeType.bind(factory);
  factory.checkAndCreateNodeType = param => {
    const match = typeof param === 'string' ? REFERENCE.exec(param) : null;
    return check(match ? engineName(match[1] ?? '') + (match[2] ?? '') : param);
  };
  const register = service.registerTable.bind(service);
  service.registerTable = (unitId, name, reference) => {
    register(unitId, name, reference);
    if (engineName(name) !== name) register(unitId, engineName(name), reference);
  };
  const remove = service.remove.bind(service);
  service.remove = (unitId, name) => {
    remove(unitId, name);
    if (engineName(name) !== name) remove(unitId, engineName(name));
  };
}
