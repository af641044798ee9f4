/** `Excel.Functions` : les fonctions de feuille appelées par l'API. Seule DATE sert au complément. */
import { invalidArgument } from '../errors';
import { define } from '../objects';

const MS_PER_DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
/** Un classeur de 1904 compte 1 462 jours de moins. */
const SHIFT_1904 = 1_462;

const result = define<{ value: number }>({
  name: 'FunctionResult',
  properties: { Value: t => t.value, Error: () => null },
});

export const worksheetFunctions = define<Record<string, never>>({
  name: 'Functions',
  methods: {
    Date: (_t, args, { model }) => {
      const [year, month, day] = args.map(Number);
      if (year === undefined || month === undefined || day === undefined) throw invalidArgument();
      const serial = Math.round((Date.UTC(year, month - 1, day) - EPOCH_1900) / MS_PER_DAY);
      return result({ value: model.date1904 ? serial - SHIFT_1904 : serial });
    },
  },
});
