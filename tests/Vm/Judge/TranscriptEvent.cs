namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>A line of the transcript.</summary>
/// <param name="At">Seconds by the guest's monotonic clock.</param>
/// <param name="Act">The act of the story it belongs to.</param>
/// <param name="Word">What it is about: a line's name, a program, the direction of a frame.</param>
internal sealed record TranscriptEvent(double At, string Act, string Word, string Text);
