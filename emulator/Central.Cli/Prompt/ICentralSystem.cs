using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A central system with its port, as the prompt uses it: the <see cref="Csms"/> itself and what stands around it. Used on its loop.</summary>
internal interface ICentralSystem
{
    Csms Csms { get; }

    /// <summary>Where it listens; null where it does not.</summary>
    int? Port { get; }

    /// <summary>What stations have broken, a line each, in order.</summary>
    IReadOnlyList<string> Violations { get; }

    /// <summary>How BootNotifications are answered from now on.</summary>
    /// <param name="heartbeatIntervalSeconds">What the answer gives as interval.</param>
    void AnswerBoots(RegistrationState status, int heartbeatIntervalSeconds);

    /// <summary>Pings stations so often that connect from now on; zero for never.</summary>
    void PingEvery(TimeSpan interval);

    /// <summary>Ends its connections and listens no more.</summary>
    Task StopAsync();
}
