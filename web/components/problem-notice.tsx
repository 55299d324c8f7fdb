// SPDX-License-Identifier: MIT
import { isKnownCode, sentenceFor } from "@/lib/text";
import { AlertIcon } from "./icons";

interface ProblemNoticeProps {
  readonly code: string | undefined;
  readonly limit?: string | undefined;
}

/** What went wrong with the form that led here; an unknown code in an address says nothing. */
export function ProblemNotice({ code, limit }: ProblemNoticeProps) {
  if (code === undefined || !isKnownCode(code)) return null;
  const known =
    limit !== undefined && /^\d{1,6}$/.test(limit) ? { code, limit: Number(limit) } : { code };
  return (
    <p
      role="alert"
      className="mb-6 flex items-start gap-3 rounded-xl bg-bad-soft p-4 font-medium text-bad"
    >
      <AlertIcon className="mt-0.5 size-5" /> {sentenceFor(known)}
    </p>
  );
}
