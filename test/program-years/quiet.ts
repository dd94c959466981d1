/* Before anything is imported that logs: what goes wrong here goes wrong on purpose. */
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
