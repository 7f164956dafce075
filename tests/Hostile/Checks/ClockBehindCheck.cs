namespace ChargerFirmware.Tests.Hostile.Checks;

/// <inheritdoc/>
internal sealed class ClockBehindCheck()
    : ClockCheck(
        "a clock that is put forward, often, while a car charges leaves its session as long as it was",
        TimeSpan.FromHours(-1), TimeSpan.FromMinutes(-7), TimeSpan.FromHours(-20), TimeSpan.FromHours(2));
