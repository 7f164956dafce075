using ChargerFirmware.Emulator.Cli;

return await EmulatorCommand.RunAsync(args);
