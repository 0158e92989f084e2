/** Where a destination keeps its files. Made by `src/config`. */
export type DestinationSettings = FolderSettings | S3Settings;

export interface FolderSettings {
  type: 'folder';
  /** Absolute path; made when the first file comes. */
  path: string;
}

/** A bucket of S3 or of a server that speaks its protocol. */
export interface S3Settings {
  type: 's3';
  bucket: string;
  /** Put before the name of each file, as it is. */
  prefix?: string;
  /** Default `us-east-1`. */
  region?: string;
  /** Default: that of AWS for the region. */
  endpoint?: string;
  /** Both or none; none: what the AWS client finds, such as the role of the machine. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}
