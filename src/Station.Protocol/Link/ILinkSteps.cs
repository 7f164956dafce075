namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>What a <see cref="LinkMachine"/> moves: each step starts work whose end fires a trigger.</summary>
public interface ILinkSteps
{
    LinkState State { get; set; }

    /// <summary>BootNotification was accepted since power-up; a new link alone does not ask for it again (OCPP 1.6, 4.2).</summary>
    bool WasAccepted { get; }

    /// <summary>Arms the timer that leads to <see cref="LinkTrigger.DialDue"/>.</summary>
    void ScheduleDial();

    void Dial();

    void SendBootNotification();

    /// <summary>Arms the timer that leads to <see cref="LinkTrigger.BootDue"/>.</summary>
    void ScheduleBoot();

    /// <summary>Normal operation begins: statuses, heartbeat, queue.</summary>
    void BeginOperation();

    /// <summary>Normal operation is over.</summary>
    void EndOperation();
}
