/** Les guides écrits à la main, livrés en page et lisibles au dépôt. */
export const GUIDES = ['controleur', 'administrateur', 'developpeur'] as const;
