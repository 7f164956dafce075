using ChargerFirmware.Central.Cli;

return await CentralCommand.RunAsync(args);
