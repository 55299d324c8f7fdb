// SPDX-License-Identifier: MIT
export default { plugins: { "@tailwindcss/postcss": {} } };
