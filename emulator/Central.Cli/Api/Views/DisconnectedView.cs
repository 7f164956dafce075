namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>The connection of this station is being closed.</summary>
internal sealed record DisconnectedView(string Station);
