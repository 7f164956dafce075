namespace ChargerFirmware.Tests.Hostile.Checks;

/// <inheritdoc/>
internal sealed class ClockAheadCheck() : ClockCheck("a clock that is put back while a car charges leaves its session as long as it was", TimeSpan.FromHours(1));
