namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>The central system answers, and so does its store.</summary>
/// <param name="Stations">That are known.</param>
internal sealed record HealthView(bool Ok, DateTimeOffset Time, int Stations, int Connected);
