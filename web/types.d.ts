// SPDX-License-Identifier: MIT
declare module "server-only";
declare module "*.css";
