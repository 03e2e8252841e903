/** That something is addressed to whoever is signed in, without what it says. */
export interface AddressedHead {
  classId: string;
  schoolName: string;
  className: string;
  seat: number;
  signer: string;
  signedAtMs: number;
}

export interface AddressedText {
  text: string;
  signer: string;
  signedAtMs: number;
  /** The first twelve signs of the version's hash. */
  seal: string;
}
