namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>One thing that must be so.</summary>
/// <param name="Name">A sentence.</param>
/// <param name="Judge">Says what was found, or throws a <see cref="JudgementException"/>.</param>
/// <param name="Spoil">
/// Makes of a transcript in which it is so one in which it is not: a check that finds nothing wrong with that one would find nothing wrong
/// with the station either.
/// </param>
internal sealed record Check(string Name, Func<Transcript, string> Judge, Func<string, string> Spoil);
