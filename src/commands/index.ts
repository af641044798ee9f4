import { closeCommands } from './close';

// Les commandes du ruban : un nom du manifeste, une fonction. La page est partagée avec le volet et les fonctions.
for (const [name, command] of Object.entries(closeCommands)) Office.actions.associate(name, command);
