namespace ChargerFirmware.Station.Maintenance;

/// <summary>What a <see cref="FirmwareMachine"/> moves: each step starts work whose end fires a trigger.</summary>
public interface IFirmwareSteps
{
    FirmwareUpdateState State { get; set; }

    /// <summary>This station can install something at all.</summary>
    bool CanInstall { get; }

    bool RetriesLeft { get; }

    /// <summary>Another request has come while this one could not be given up.</summary>
    bool HasNext { get; }

    /// <summary>What runs, as it was when the station started.</summary>
    FirmwareBoot Boot { get; }

    /// <summary>A cut installation may be done over: it has not been cut again and again.</summary>
    bool MayInstallAgain { get; }

    /// <summary>The update is over and reported.</summary>
    void Rest();

    /// <summary>Takes the latest request over and waits for its date.</summary>
    void Schedule();

    void Download();

    /// <summary>Gives a running download up. Harmless when it has ended.</summary>
    void EndDownload();

    void ScheduleRetry();

    /// <summary>Lets no transaction begin, and waits for those that run.</summary>
    void AwaitIdle();

    void Install();

    void Restart();

    void BeginTrial();

    void RollBack();

    /// <summary>Reports how it ended, until that is delivered.</summary>
    void Conclude();
}
