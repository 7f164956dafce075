using ChargerFirmware.Charger;

return await CommandLine.RunAsync(args);
