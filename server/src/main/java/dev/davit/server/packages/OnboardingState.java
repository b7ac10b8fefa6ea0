package dev.davit.server.packages;

/** SOL005 v2.6.1 clause 9.5.2.5, onboardingState. */
public enum OnboardingState {
    CREATED,
    UPLOADING,
    PROCESSING,
    ONBOARDED
}
