using ChargerFirmware.Emulator.Cli;

return await CommandLine.RunAsync(args);
